/// The load: many people who speak the real protocol over sockets, and exact books of what each was told. One
/// [Crowd] lives in one process and knows all viewers of its own people, so what should arrive is known before it does.
@NullMarked
package com.meeshy.presence.bench.load;

import org.jspecify.annotations.NullMarked;
