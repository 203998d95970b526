package dev.dbmigrations;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds the drawing of ARCHITECTURE.md: which package may use which. */
class ArchitectureTest {
    private static final String ROOT = "dev.dbmigrations.";

    /** Package → what it may use, besides itself and the root's failure types. */
    private static final Map<String, String> DRAWING = new TreeMap<>(Map.ofEntries(
            Map.entry("schema", ""),
            Map.entry("change", "schema"),
            Map.entry("dialect", "schema change"),
            Map.entry("parse", "schema change dialect"),
            Map.entry("project", "change parse dialect schema"),
            Map.entry("analyze", "schema change dialect"),
            Map.entry("plan", "schema change dialect analyze"),
            Map.entry("database", "schema change dialect parse"),
            Map.entry("history", "schema change dialect plan database"),
            Map.entry("backfill", "schema change dialect plan database history"),
            Map.entry("verify", "schema dialect plan database history backfill"),
            Map.entry("rollback", "schema change dialect plan history"),
            Map.entry("execute", "schema change dialect plan database history backfill verify rollback"),
            Map.entry("validate", "schema change dialect parse plan database history execute"),
            Map.entry("prove", "schema change dialect database"),
            Map.entry("report", "schema change dialect analyze plan history parse"),
            Map.entry("export", "schema change dialect plan database history analyze"),
            Map.entry("observe", "history")));

    private static JavaClasses ours;

    @BeforeAll
    static void readClasses() {
        ours = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("dev.dbmigrations");
    }

    private static List<String> packages() {
        return List.copyOf(DRAWING.keySet());
    }

    @ParameterizedTest
    @MethodSource("packages")
    void aPackageUsesOnlyWhatTheDrawingAllows(String name) {
        List<String> forbidden = new ArrayList<>();
        List<String> allowed = Arrays.asList(DRAWING.getOrDefault(name, "").split(" "));
        for (String other : DRAWING.keySet()) {
            if (!other.equals(name) && !allowed.contains(other)) {
                forbidden.add(ROOT + other + "..");
            }
        }
        noClasses()
                .that()
                .resideInAPackage(ROOT + name + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(forbidden.toArray(String[]::new))
                .allowEmptyShould(true)
                .check(ours);
    }

    @Test
    void noTwoPackagesUseEachOther() {
        slices().matching("dev.dbmigrations.(*)..").should().beFreeOfCycles().check(ours);
    }

    @Test
    void nobodyOutsideAVendorsPackageKnowsTheVendor() {
        noClasses()
                .that()
                .resideOutsideOfPackages("dev.dbmigrations.database.*..", "dev.dbmigrations.embedded..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.dbmigrations.database.*..", "org.postgresql..", "org.mariadb..")
                .check(ours);
    }

    @Test
    void thinkingPackagesTouchNothingOutside() {
        String[] thinking = {"schema", "change", "dialect", "analyze", "plan", "rollback"};
        noClasses()
                .that()
                .resideInAnyPackage(
                        Arrays.stream(thinking).map(p -> ROOT + p + "..").toArray(String[]::new))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "java.sql..", "java.io..", "java.net..", "java.nio.file..", "java.util.concurrent..")
                .allowEmptyShould(true)
                .check(ours.that(com.tngtech.archunit.base.DescribedPredicate.describe(
                        "are not exceptions or enums, which refer to java.io by their nature",
                        c -> !c.isAssignableTo(Throwable.class) && !c.isEnum())));
    }

    @Test
    void namesSayWhatAThingIs() {
        classes()
                .should()
                .haveSimpleNameNotEndingWith("Manager")
                .andShould()
                .haveSimpleNameNotEndingWith("Helper")
                .andShould()
                .haveSimpleNameNotEndingWith("Utils")
                .andShould()
                .haveSimpleNameNotEndingWith("Impl")
                .andShould()
                .haveSimpleNameNotStartingWith("Abstract")
                .check(ours);
    }

    @Test
    void timeComesFromAClock() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "dev.dbmigrations.plan..", "dev.dbmigrations.analyze..", "dev.dbmigrations.history..")
                .should()
                .callMethod(java.time.Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .check(ours);
    }
}
