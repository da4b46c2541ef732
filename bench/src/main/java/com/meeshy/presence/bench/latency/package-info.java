/// How long an edge takes from one client's connection or close to the event in another client, on an idle
/// gateway.
@NullMarked
package com.meeshy.presence.bench.latency;

import org.jspecify.annotations.NullMarked;
