/// The presence system of the seed document on other makers' Socket.IO servers, to measure this gateway
/// against. They take their settings from the environment as the gateway does, and the population from a file.
@NullMarked
package com.meeshy.presence.bench.peers;

import org.jspecify.annotations.NullMarked;
