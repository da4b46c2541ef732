/// What is stored: people, guests, links, conversations and messages, and what is asked for or changed of them.
/// Plain values and their own rules (names, nicknames, session tokens); no store is called here.
@NullMarked
package com.meeshy.presence.storage.model;

import org.jspecify.annotations.NullMarked;
