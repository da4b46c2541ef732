package com.meeshy.presence.live;

import java.time.Duration;

/// Something to be done again and again.
///
/// @param every from the end of one run to the beginning of the next
public record Job(String name, Duration every, Runnable task) {}
