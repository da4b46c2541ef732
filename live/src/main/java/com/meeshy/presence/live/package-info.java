/// People who are connected, whatever carries their lines: no Netty, HTTP or JSON in here. [LiveNode] puts it together.
@NullMarked
package com.meeshy.presence.live;

import org.jspecify.annotations.NullMarked;
