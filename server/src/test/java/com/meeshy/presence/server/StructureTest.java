package com.meeshy.presence.server;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/// The order of the rooms (DESIGN §2) and the rules on time and names (§3): an arrow never points back.
class StructureTest {
    private static final String CORE = "com.meeshy.presence.core..";
    private static final String SERVER = "com.meeshy.presence.server..";
    private static final String SOCKET_IO = "com.meeshy.socketio..";

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("com.meeshy");

    @Test
    void theCoreKnowsNothingOfTheOutsideWorld() {
        classes()
                .that()
                .resideInAPackage(CORE)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(CORE, "java..", "org.jspecify..", "org.slf4j..")
                .check(CLASSES);
    }

    @Test
    void theSocketIoLayerKnowsNothingOfPresence() {
        noClasses()
                .that()
                .resideInAPackage(SOCKET_IO)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("com.meeshy.presence..", "io.micronaut..")
                .check(CLASSES);
    }

    @Test
    void theRoomsOfTheServerKeepTheirOrder() {
        layeredArchitecture()
                .consideringOnlyDependenciesInAnyPackage(SERVER)
                .layer("main")
                .definedBy("com.meeshy.presence.server")
                .layer("cli")
                .definedBy("..server.cli..")
                .layer("wiring")
                .definedBy("..server.wiring..")
                .layer("demo")
                .definedBy("..server.demo..")
                .layer("http")
                .definedBy("..server.http..")
                .layer("console")
                .definedBy("..server.console..")
                .layer("rest")
                .definedBy("..server.rest..")
                .layer("gateway")
                .definedBy("..server.gateway..")
                .layer("maintenance")
                .definedBy("..server.maintenance..")
                .layer("messaging")
                .definedBy("..server.messaging..")
                .layer("admission")
                .definedBy("..server.admission..")
                .layer("authentication")
                .definedBy("..server.authentication..")
                .layer("store")
                .definedBy("..server.store..")
                .layer("telemetry")
                .definedBy("..server.telemetry..")
                .layer("wire")
                .definedBy("..server.wire..")
                .layer("config")
                .definedBy("..server.config..")
                .whereLayer("main")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("cli")
                .mayOnlyBeAccessedByLayers("main")
                .whereLayer("wiring")
                .mayOnlyBeAccessedByLayers("main", "cli")
                .whereLayer("demo")
                .mayOnlyBeAccessedByLayers("wiring")
                .whereLayer("http")
                .mayOnlyBeAccessedByLayers("wiring", "cli", "main")
                .whereLayer("rest")
                .mayOnlyBeAccessedByLayers("wiring", "http", "demo", "console")
                .whereLayer("console")
                .mayOnlyBeAccessedByLayers("wiring")
                .whereLayer("gateway")
                .mayOnlyBeAccessedByLayers("wiring", "console")
                .whereLayer("maintenance")
                .mayOnlyBeAccessedByLayers("wiring")
                .whereLayer("messaging")
                .mayOnlyBeAccessedByLayers("wiring", "gateway", "rest")
                .whereLayer("wire")
                .mayOnlyBeAccessedByLayers("gateway", "rest", "console")
                .whereLayer("admission")
                .mayOnlyBeAccessedByLayers(
                        "wiring", "gateway", "rest", "console", "http", "messaging", "authentication")
                .whereLayer("authentication")
                .mayOnlyBeAccessedByLayers("wiring", "gateway", "rest", "console", "http", "demo", "cli")
                .check(CLASSES);
    }

    @Test
    void noRoomsDependOnEachOtherInACircle() {
        slices().matching("com.meeshy.presence.core.(*)..")
                .should()
                .beFreeOfCycles()
                .check(CLASSES);
        slices().matching("com.meeshy.presence.server.(*)..")
                .should()
                .beFreeOfCycles()
                .check(CLASSES);
    }

    @Test
    void timeIsGivenAndNeverTaken() {
        noClasses()
                .that(resideInAnyPackage(CORE, SERVER, SOCKET_IO))
                .and()
                .doNotHaveFullyQualifiedName("com.meeshy.presence.server.Main")
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .check(CLASSES);
    }

    @Test
    void namesSayWhatAThingIs() {
        noClasses()
                .that(resideInAnyPackage(CORE, SERVER, SOCKET_IO))
                .should()
                .haveNameMatching(".*(Manager|Helper|Util|Utils|Impl|Base|Service)")
                .check(CLASSES);
    }
}
