/// The names of things: who can be present, from where, in which conversation. Plain values, no behaviour but
/// parsing.
///
/// Everything else in the core speaks in these types, so that a user id is never taken for a guest id or a
/// conversation id.
@NullMarked
package com.meeshy.presence.core.identity;

import org.jspecify.annotations.NullMarked;
