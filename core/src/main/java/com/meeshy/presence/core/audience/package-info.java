/// Who sees whom: what a viewer who has just arrived, or who asks over REST, is shown. Answers come from the
/// live registry first and from the store second.
///
/// Called by the gateway after authentication and by REST; may block on the directory and the store.
@NullMarked
package com.meeshy.presence.core.audience;

import org.jspecify.annotations.NullMarked;
