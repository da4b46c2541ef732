/// Jobs that run by themselves: writing behind, the sweep of zombies, the node's lease and what a dead node
/// left behind, sessions whose time is over.
///
/// Started and stopped by the wiring; calls the tracker and the store. REST asks for a sweep at once and for
/// the last report.
@NullMarked
package com.meeshy.presence.server.maintenance;

import org.jspecify.annotations.NullMarked;
