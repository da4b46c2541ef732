@NullMarked
package com.meeshy.presence.bench.hostile.scenario;

import org.jspecify.annotations.NullMarked;
