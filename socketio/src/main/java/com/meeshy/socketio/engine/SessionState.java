package com.meeshy.socketio.engine;

/// How far an [EngineSession] has come. It never goes back.
enum SessionState {
    OPEN,
    /// Closed, but a polling client may still fetch what was said to it.
    LINGERING,
    CLOSED
}
