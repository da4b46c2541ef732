package com.meeshy.presence.bench.hostile.scenario;

import com.meeshy.presence.bench.hostile.stranger.Ground;
import com.meeshy.presence.bench.hostile.stranger.Http;

/// Polling sessions that never poll: half of them of insiders, for whom there is something to take.
final class NeverPoll implements Scenario {
    @Override
    public String name() {
        return "never-poll";
    }

    @Override
    public String says() {
        return "500 polling sessions that never poll, half of them signed in";
    }

    @Override
    public void strike(Ground ground) throws InterruptedException {
        ground.together(ground.scale(500, 100), stranger -> {
            Http http = new Http(ground.wire(stranger % 50));
            String session = http.session(4);
            if (session == null) {
                ground.figures().count("refused");
                return;
            }
            ground.figures().count("sessions");
            String auth =
                    stranger % 2 == 0 ? "" : "{\"token\":\"" + ground.identity().token(Town.insider(stranger)) + "\"}";
            http.post(session, "", "40" + auth);
            while (!ground.isOver()
                    && http.post(session, "", "42[\"heartbeat\",{}]").status() == 200) {
                ground.figures().count("heartbeats");
                ground.rest(0.5);
            }
        });
    }
}
