/// Time, by the two clocks of a machine: the wall clock for moments that are stored, shown or signed by others,
/// the ticker for everything that lasts. [com.meeshy.presence.core.time.ClockWatch] notices when they disagree.
@NullMarked
package com.meeshy.presence.core.time;

import org.jspecify.annotations.NullMarked;
