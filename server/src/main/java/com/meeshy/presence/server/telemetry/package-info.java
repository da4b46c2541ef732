/// What operators see: metrics under the names of the runbook (SPEC §8) and the form of the log.
///
/// The rooms above count here through plain methods; `rest` serves the text to Prometheus. Knows no other room but
/// `config`.
@NullMarked
package com.meeshy.presence.server.telemetry;

import org.jspecify.annotations.NullMarked;
