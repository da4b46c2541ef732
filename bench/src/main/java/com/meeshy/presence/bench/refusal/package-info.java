/// What a bad credential costs. Called by `./meeshy bench refusal`.
@NullMarked
package com.meeshy.presence.bench.refusal;

import org.jspecify.annotations.NullMarked;
