package com.meeshy.socketio.engine;

import org.jspecify.annotations.Nullable;

/// Something with a deadline on a [HeartbeatWheel], which writes these links. Confined to the event loop.
abstract class WheelEntry {

    @Nullable
    WheelEntry wheelPrevious;

    @Nullable
    WheelEntry wheelNext;

    /// The tick it is placed at, or 0 when it is not on the wheel.
    int dueTick;

    /// The deadline has come. The entry is off the wheel.
    abstract void deadline();
}
