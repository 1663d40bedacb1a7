package org.vigie.shared;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SentencesTests {

    private static final Sentences FRENCH = Sentences.in(Locale.FRENCH);
    private static final Pattern PLACE = Pattern.compile("\\{(\\d)(?::[a-z]+)?}");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "There is no pull request | Il n’y a pas de demande de fusion",
                "Test coverage is lower than before: 80 percent, it was 81 |"
                        + " La couverture des tests a baissé : 80 pour cent, c’était 81",
                "Commit message, line 2 (\"Fixed it\"): there is no type; write for example fix(export): what changes |"
                        + " Message de commit, ligne 2 (« Fixed it ») : le type manque ; écrivez par exemple fix(export): ce qui change",
                "CZ-31: technical risk is missing. Give all three marks, value and risk from 1 to 5 and dependencies from 0, or none"
                        + " of them. | CZ-31 : il manque le risque technique. Donnez les trois notes, valeur et risque de 1 à 5 et"
                        + " dépendances à partir de 0, ou aucune.",
                "The database main is lost (database-missing): the server has no database shop. |"
                        + " La base main est perdue (database-missing) : le serveur n’a pas de base shop.",
                "The account dora wrote the post-mortem. Let a second person read it and complete this task with their own account. |"
                        + " Le compte dora a écrit le post-mortem. Faites-le lire à une deuxième personne, qui termine cette tâche avec"
                        + " son propre compte.",
                "Sections are empty: root cause, lessons. Fill them in, if only to say why not. |"
                        + " Des parties sont vides : cause première, leçons. Remplissez-les, ne serait-ce que pour dire pourquoi il"
                        + " n’y a rien.",
                "Due by the calendar since 2026-12-07T10:00. | Due d’après le calendrier depuis le 7 décembre 2026 à 10:00.",
                "Validated on staging at 2026-12-07T09:00:04Z. | Validée en préproduction le 7 décembre 2026 à 09:00 UTC.",
                "Releases are frozen from Monday, 7 December 2026, 10:00 Europe/Paris (sales: many buy): what is not in production"
                        + " by then is not released. | Les livraisons sont gelées à partir du lundi 7 décembre 2026 à 10:00"
                        + " (Europe/Paris) (sales: many buy) : ce qui n’est pas en production d’ici là n’est pas livré.",
                "an event ticket.closed of 2026-12-07T09:00:04Z cannot be read: no such type. Start a version of Vigie that can read it:"
                        + " it is then delivered by itself. | un événement ticket.closed du 7 décembre 2026 à 09:00 UTC est"
                        + " illisible : no such type. Démarrez une version de Vigie qui sait le lire : il est alors livré de lui-même.",
                "Task_A of deprecation stopped: the process of OP-3 is gone and what it started cannot be proved to have ended. Look for"
                        + " what runs with VIGIE_RUN=OP-3 on the machine that began it, and end it. | Task_A de deprecation s’est"
                        + " arrêté : le processus de OP-3 a disparu et rien ne prouve que ce qu’il a lancé est terminé. Cherchez ce qui"
                        + " tourne avec VIGIE_RUN=OP-3 sur la machine qui l’a commencé, et arrêtez-le.",
                "3 probes failed one after the other, 3 are too many; 8 of 10 probes succeeded, at least 99 % are wanted |"
                        + " 3 sondes ont échoué à la suite, 3 sont déjà de trop ; 8 sondes sur 10 ont réussi, il en faut au moins 99 %",
            })
    void saysWhatVigieWroteInFrench(String english, String french) {
        assertThat(FRENCH.say(english)).isEqualTo(french);
        assertThat(Sentences.in(Locale.ENGLISH).say(english)).isEqualTo(english);
    }

    @Test
    void leavesWhatOthersWroteAsItIs() {
        assertThat(FRENCH.say("Ask Sam before lunch")).isEqualTo("Ask Sam before lunch");
        assertThat(FRENCH.say("Message de la table")).isEqualTo("Message de la table");
        assertThat(FRENCH.say("")).isEmpty();
        assertThat(FRENCH.sayIfAny(null)).isNull();
    }

    @Test
    void eachLineIsSaidForItself() {
        assertThat(FRENCH.say("The decision is missing.\nfoo\nIt must be chosen what is said of data."))
                .isEqualTo("La décision manque.\nfoo\nIl faut choisir ce qui est dit des données.");
    }

    @Test
    void aLongTextOfAStrangerTakesNoTime() {
        String hostile = ": is missing. {0} (".repeat(5000);
        assertThat(FRENCH.say(hostile)).isEqualTo(hostile);
        String shorter = "a: b, c; ".repeat(200);
        assertThat(FRENCH.say(shorter)).contains("a: b, c");
    }

    @Test
    void everyPairHasTheSamePlaces() {
        assertThat(FRENCH.pairs())
                .hasSizeGreaterThan(100)
                .allSatisfy(pair ->
                        assertThat(places(pair.english())).as(pair.english()).isEqualTo(places(pair.other())));
    }

    @Test
    void noSentenceIsThereTwice() {
        assertThat(FRENCH.pairs().stream().map(Sentences.Pair::english)).doesNotHaveDuplicates();
    }

    /** Who changes a sentence in the code or a table sees here that its French is to be changed too. */
    @Test
    void everySentenceIsStillWrittenBySomebody() throws IOException {
        String written = sources();
        List<String> gone = FRENCH.pairs().stream()
                .filter(pair -> pair.fixed().stream()
                        .flatMap(part -> Arrays.stream(part.split("(?<=[,;:(]) |\\. | (?=by\\b|since\\b)|(?<=\\bis) ")))
                        .map(part -> part.replaceAll("^[ .,;:()\"'+/]+|[ .,;:()\"'+/]+$", ""))
                        .anyMatch(part -> !written.contains(part)))
                .map(Sentences.Pair::english)
                .toList();
        assertThat(gone).isEmpty();
    }

    private static String sources() throws IOException {
        StringBuilder all = new StringBuilder();
        for (Path folder : List.of(Path.of("src/main/java"), Path.of("dmn"), Path.of("bpmn"))) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    all.append(Files.readString(file, UTF_8)).append('\n');
                }
            }
        }
        return all.toString()
                .replaceAll("\"\\s*\\+\\s*\"", "")
                .replace("&quot;", "\"")
                .replace("\\\"", "\"")
                .replaceAll("%[sd]|%04X", "§");
    }

    private static List<String> places(String sentence) {
        return PLACE.matcher(sentence)
                .results()
                .map((MatchResult place) -> place.group(1))
                .distinct()
                .sorted()
                .collect(Collectors.toList());
    }
}
