/// What is looked after again and again: zombies, idle guests and expired links; jumps of the clock; room on the
/// disk; the node's lease. Run by [com.meeshy.presence.live.upkeep.RepeatingJob]s; operators start maintenance by
/// hand.
@NullMarked
package com.meeshy.presence.live.upkeep;

import org.jspecify.annotations.NullMarked;
