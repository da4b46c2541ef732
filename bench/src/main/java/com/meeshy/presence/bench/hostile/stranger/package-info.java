/// Strangers: a process of its own that does to the gateway what nobody should. Their sockets are plain, so
/// that nothing of what they send is put right by a library.
@NullMarked
package com.meeshy.presence.bench.hostile.stranger;

import org.jspecify.annotations.NullMarked;
