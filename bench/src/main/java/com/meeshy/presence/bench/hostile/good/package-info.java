/// Good people beside strangers: they write to each other, come and go, and keep exact books of what each of
/// them was told and of how long they waited for it.
@NullMarked
package com.meeshy.presence.bench.hostile.good;

import org.jspecify.annotations.NullMarked;
