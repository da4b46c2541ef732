/// A document of people, conversations and links, checked whole before anything is written.
@NullMarked
package com.meeshy.presence.storage.imports;

import org.jspecify.annotations.NullMarked;
