package org.workflowengine.examples.kotlin

import java.nio.file.Files
import java.nio.file.Path
import org.assertj.core.api.Assertions.assertThat
import org.junit.jupiter.api.Test

/** What the how-to shows stands in the two examples, which are compiled and tested. */
class HowToTest {
    @Test
    fun `each block of the how-to is part of an example`() {
        val page = Files.readString(Path.of("..", "..", "docs", "how-to", "kotlin.md"))
        val examples = listOf("06-kotlin", "07-kapt").flatMap { files(Path.of("..", it)) }.map(::plain)
        val blocks = Regex("```(?:kotlin|java|xml)\n(.*?)```", RegexOption.DOT_MATCHES_ALL)
            .findAll(page).map { plain(it.groupValues[1]) }.toList()
        assertThat(blocks).hasSizeGreaterThan(5).allSatisfy { block ->
            assertThat(examples).anyMatch { it.contains(block) }
        }
    }

    private fun files(example: Path): List<Path> =
        Files.walk(example.resolve("src")).use { all -> all.filter(Files::isRegularFile).toList() } +
            listOf(example.resolve("pom.xml"))

    private fun plain(file: Path): String = plain(
        Files.readString(file).replace("\${project.version}", "0.1.0-SNAPSHOT").replace("\${kotlin.version}", "2.4.21"),
    )

    /** Comments of a pom speak to different readers. */
    private fun plain(text: String): String = text.replace(Regex("<!--.*?-->", RegexOption.DOT_MATCHES_ALL), "")
        .replace(Regex("\\s+"), " ").trim()
}
