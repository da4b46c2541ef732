/// All objects of a gateway, made by plain constructors, top to bottom, and closed in reverse. Here, and only
/// here, the rooms meet: the narrow interfaces that REST asks for are answered by the gateway, the tracker and
/// the jobs.
@NullMarked
package com.meeshy.presence.server.wiring;

import org.jspecify.annotations.NullMarked;
