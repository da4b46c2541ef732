/// The life of a session: signing in, being registered, activity, and every way to end. Loops of lines run this code
/// and never block in it; whatever may block goes to a virtual thread.
@NullMarked
package com.meeshy.presence.live.session;

import org.jspecify.annotations.NullMarked;
