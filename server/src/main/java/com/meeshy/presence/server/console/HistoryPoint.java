package com.meeshy.presence.server.console;

import org.jspecify.annotations.Nullable;

/// A point of the charts: the state at its moment, the rates of the seconds before it.
///
/// @param latency null when there was no broadcast
record HistoryPoint(
        String at,
        Figures.Online online,
        Rates rates,
        @Nullable Percentiles latency) {}
