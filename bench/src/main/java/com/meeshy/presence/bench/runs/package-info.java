/// The runs that prove SPEC §7 and §10 under load: each sets a [Stage], lets a crowd play on it and says which goals
/// were met.
@NullMarked
package com.meeshy.presence.bench.runs;

import org.jspecify.annotations.NullMarked;
