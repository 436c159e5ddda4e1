package org.workflowengine.processor.generate;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import java.util.Objects;
import javax.lang.model.element.Modifier;

/** What several writers print alike. */
final class Types {
    private Types() {}

    /** Marks a type as generated, and as visible as its definition. */
    static TypeSpec.Builder dress(TypeSpec.Builder type, Sheet sheet) {
        type.addAnnotation(AnnotationSpec.builder(Names.GENERATED)
                .addMember("value", "$S", sheet.model().definition().canonical())
                .build());
        return sheet.model().visible() ? type.addModifiers(Modifier.PUBLIC) : type;
    }

    /** A parameter that may not be null, where it is used first. */
    static CodeBlock given(String parameter) {
        return CodeBlock.of("$T.requireNonNull($L, $S)", Objects.class, parameter, parameter);
    }

    static MethodSpec getter(String name, TypeName type, String field) {
        return overriding(name).returns(type).addStatement("return $N", field).build();
    }

    static MethodSpec.Builder overriding(String name) {
        return MethodSpec.methodBuilder(name).addAnnotation(Override.class).addModifiers(Modifier.PUBLIC);
    }
}
