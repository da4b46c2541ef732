/// Engine.IO, protocols 4 and 3: sessions over WebSocket and HTTP long-polling.
///
/// A request comes from the gate as an [HttpExchange] and is judged by the [Engine]: a new session, something for
/// an old one, or nothing good. An [EngineSession] lives on one event loop, its [EngineLoop], for all its life;
/// it has one transport at a time, a queue for a reader that is slower than its writer, and deadlines on the
/// loop's wheel. What clients say goes to the session's [EngineListener], which is the `socket` package.
@NullMarked
package com.meeshy.socketio.engine;

import org.jspecify.annotations.NullMarked;
