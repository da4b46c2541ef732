/// Whether somebody may use a conversation: one rule for reading lists, sending messages and joining, over REST and
/// sockets alike.
@NullMarked
package com.meeshy.presence.live.membership;

import org.jspecify.annotations.NullMarked;
