/// Kinds of harm, one a class: what strangers do, and what must hold beyond what must always hold.
@NullMarked
package com.meeshy.presence.bench.hostile.scenario;

import org.jspecify.annotations.NullMarked;
