/// The REST doors of SPEC §5, one controller per family of routes. A request passes [AccessFilter] (who is it, may it
/// enter this route), a controller checks the request and asks `store` or the live system, and the answer leaves in one
/// of the envelopes of [Answers]; what goes wrong leaves through [FailureAnswers].
///
/// What controllers work with comes by [RestDoors], made elsewhere by plain constructors. Controllers run on virtual
/// threads and may block on the store; no answer ever waits for a presence
/// write. Called by Micronaut, which `http` starts.
@NullMarked
package com.meeshy.presence.server.rest;

import org.jspecify.annotations.NullMarked;
