/// What happens because time passes: the sweep of zombies, the succession of nodes that are gone, the end of
/// credentials. A job calls each `tick` or `run` on a thread that may block; the decision about a participant is
/// always its shard's.
@NullMarked
package com.meeshy.presence.core.upkeep;

import org.jspecify.annotations.NullMarked;
