/// What the presence core costs without sockets and databases: `./meeshy bench core`.
@NullMarked
package com.meeshy.presence.bench.core;

import org.jspecify.annotations.NullMarked;
