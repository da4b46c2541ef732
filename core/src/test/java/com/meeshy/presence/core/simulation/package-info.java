/// The whole presence core in virtual time: people with several devices, a network that delays, loses and falls
/// silent, a store that is slow or away, nodes that crash, restart and drain. All from one seed, on one thread.
///
/// The shards, the recorder, the reader, crowds, digests, sweep and succession are the real ones; simulated are
/// only the outside world and the gateway's event loops. [Invariants] watch every step. [Simulate] runs a seed
/// from the command line; a failing one is shrunk and told as a story.
@NullMarked
package com.meeshy.presence.core.simulation;

import org.jspecify.annotations.NullMarked;
