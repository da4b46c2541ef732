/// Who is there: credentials in, [com.meeshy.presence.live.authentication.Authentication] out, by one path for REST
/// and Socket.IO alike. A token or session is proved first and looked up second, so that a forged one costs no query.
///
/// `rest` and `gateway` call it from virtual threads (a lookup may block); it calls the accounts and guests of `store`.
@NullMarked
package com.meeshy.presence.live.authentication;

import org.jspecify.annotations.NullMarked;
