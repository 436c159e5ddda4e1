/**
 * What people read is tested as what machines run: {@link org.workflowengine.docs.FencesTest} finds every block of code in every Markdown
 * page and knows the test of its language, {@link org.workflowengine.docs.LinksTest} follows every link. How a page tells what a block needs
 * is described in {@code docs/README.md}.
 */
package org.workflowengine.docs;
