/// Edits of people, conversations and members: one use case each, for REST, console, jobs and the watch alike. Each
/// stores the edit and takes it to those who are connected.
@NullMarked
package com.meeshy.presence.live.directory;

import org.jspecify.annotations.NullMarked;
