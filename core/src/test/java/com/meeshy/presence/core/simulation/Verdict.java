package com.meeshy.presence.core.simulation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// How a world ended.
///
/// @param broken null when everything held
/// @param virtualMillis how long it lived
/// @param story the last of what happened, when it was kept
record Verdict(Plan plan, @Nullable Broken broken, long virtualMillis, long steps, List<String> story) {

    /// Runs a world. A fault of the simulation or of the core counts as a broken invariant of its own.
    static Verdict of(Plan plan, Defect defect, boolean toldAsStory) {
        World world = new World(plan, defect, toldAsStory);
        Broken broken = null;
        try {
            world.run();
        } catch (Broken e) {
            broken = e;
        } catch (RuntimeException e) {
            broken = new Broken("NothingIsThrown", e.toString());
            broken.initCause(e);
        }
        return new Verdict(
                plan,
                broken,
                world.timeline().sinceStart(),
                world.timeline().steps(),
                world.chronicle().last(120));
    }
}
