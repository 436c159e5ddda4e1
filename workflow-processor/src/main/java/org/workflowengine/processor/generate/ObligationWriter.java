package org.workflowengine.processor.generate;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import javax.lang.model.element.Modifier;
import org.workflowengine.processor.model.GeneratedType;
import org.workflowengine.processor.model.ObligationNode;
import org.workflowengine.processor.model.OlderState;
import org.workflowengine.processor.model.StateNode;
import org.workflowengine.processor.model.TransitionEdge;

/**
 * Prints what transitions demand of who makes them, behind the other traits of the definition: in the same expression, or, where one method
 * could not hold them, in methods of their own.
 */
final class ObligationWriter {

    /** What the method that makes the table has left for all obligations together. */
    private static final int MOST_IN_PLACE = 3_000;

    /** A chain of calls is as deep a tree as it is long, and the compiler walks it by recursion. */
    private static final int OBLIGATIONS_IN_PART = 100;

    private static final int CODE_OF_OBLIGATION = 20;
    private static final int CODE_OF_OLDER_STATE = 10;

    private final Sheet sheet;
    private final TypeSpec.Builder type;
    private final ClassName state;
    private final boolean inPlace;
    private final List<ObligationNode> obligations = new ArrayList<>();

    ObligationWriter(Sheet sheet, TypeSpec.Builder type) {
        this.sheet = sheet;
        this.type = type;
        this.state = sheet.names().type(GeneratedType.STATE);
        for (TransitionEdge edge : sheet.rows()) {
            if (!edge.obligations().isEmpty()) {
                obligations.addAll(ObligationNode.of(sheet.model(), edge));
            }
        }
        obligations.sort(Comparator.comparing(ObligationNode::order));
        int code = 0;
        for (ObligationNode obligation : obligations) {
            code += CODE_OF_OBLIGATION
                    + CODE_OF_OLDER_STATE * obligation.older().size();
        }
        this.inPlace = code <= MOST_IN_PLACE;
    }

    boolean isEmpty() {
        return obligations.isEmpty();
    }

    /** What stands before the other traits: calls of the methods that add the obligations, if there are such. */
    String opening() {
        StringBuilder opening = new StringBuilder();
        for (int from = 0; !inPlace && from < obligations.size(); from += OBLIGATIONS_IN_PART) {
            opening.insert(0, part(from) + "(");
        }
        return opening.toString();
    }

    /** What stands behind the other traits; the methods that the opening calls are added to the type. */
    CodeBlock closing() {
        if (inPlace) {
            return calls(obligations);
        }
        CodeBlock.Builder closing = CodeBlock.builder();
        for (int from = 0; from < obligations.size(); from += OBLIGATIONS_IN_PART) {
            List<ObligationNode> some =
                    obligations.subList(from, Math.min(from + OBLIGATIONS_IN_PART, obligations.size()));
            type.addMethod(MethodSpec.methodBuilder(part(from))
                    .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
                    .returns(Names.TRAITS)
                    .addParameter(Names.TRAITS, "traits")
                    .addCode("return traits$>$>$L$<$<;\n", calls(some))
                    .build());
            closing.add(")");
        }
        return closing.build();
    }

    private static String part(int from) {
        return "obligationsFrom" + from;
    }

    private CodeBlock calls(List<ObligationNode> some) {
        CodeBlock.Builder calls = CodeBlock.builder();
        for (ObligationNode obligation : some) {
            calls.add("\n.obligation($L, $L)", obligation.edge().constant(), made(obligation));
        }
        return calls.build();
    }

    private CodeBlock made(ObligationNode obligation) {
        if (obligation.isQuorum()) {
            return CodeBlock.of(
                    "$T.quorum($L, $L)", Names.OBLIGATION, Literal.of(obligation.subject()), obligation.persons());
        }
        CodeBlock.Builder fourEyes =
                CodeBlock.builder().add("$T.fourEyes($T.$L)", Names.OBLIGATION, state, constant(obligation.subject()));
        for (OlderState older : obligation.older()) {
            fourEyes.add(".older($L, $L)", older.version(), Literal.of(older.id()));
        }
        return fourEyes.build();
    }

    private String constant(String id) {
        return sheet.states().stream()
                .filter(one -> one.id().equals(id))
                .findFirst()
                .map(StateNode::constant)
                .orElseThrow();
    }
}
