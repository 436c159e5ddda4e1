package org.workflowengine.rest;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.Part;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.web.multipart.MultipartHttpServletRequest;
import org.workflowengine.http.HttpRequest;
import org.workflowengine.http.Percent;

/**
 * The body as it arrives. Of a form it may have been read already, because a filter has asked for a parameter, or because Spring MVC has taken its
 * parts: then it is put together again from these.
 */
final class Bodies {
    private Bodies() {}

    static InputStream of(HttpServletRequest request, HttpRequest asked) throws IOException {
        MediaType type = type(request);
        if (request.getMethod().equals("POST") && MediaType.APPLICATION_FORM_URLENCODED.equalsTypeAndSubtype(type)) {
            return form(request, asked.parameters().orElse(Map.of()));
        }
        return request instanceof MultipartHttpServletRequest ? parts(request, type) : request.getInputStream();
    }

    private static MediaType type(HttpServletRequest request) {
        try {
            return MediaType.parseMediaType(String.valueOf(request.getContentType()));
        } catch (InvalidMediaTypeException e) {
            return MediaType.APPLICATION_OCTET_STREAM;
        }
    }

    /** Parameters are those of the query first, and then those of the body. */
    private static InputStream form(HttpServletRequest request, Map<String, List<String>> ofTheQuery)
            throws IOException {
        if (request.getCharacterEncoding() == null) {
            request.setCharacterEncoding("UTF-8");
        }
        List<String> pairs = new ArrayList<>();
        request.getParameterMap().forEach((name, values) -> {
            int before = ofTheQuery.getOrDefault(name, List.of()).size();
            for (int i = before; i < values.length; i++) {
                pairs.add(Percent.encode(name) + "=" + Percent.encode(values[i]));
            }
        });
        return stream(String.join("&", pairs));
    }

    private static InputStream parts(HttpServletRequest request, MediaType type) throws IOException {
        String boundary = String.valueOf(type.getParameter("boundary")).replaceFirst("^\"(.*)\"$", "$1");
        List<InputStream> whole = new ArrayList<>();
        try {
            for (Part part : request.getParts()) {
                StringBuilder head = new StringBuilder("--" + boundary + "\r\n");
                for (String name : part.getHeaderNames()) {
                    for (String value : part.getHeaders(name)) {
                        head.append(name).append(": ").append(value).append("\r\n");
                    }
                }
                whole.add(stream(head.append("\r\n").toString()));
                whole.add(part.getInputStream());
                whole.add(stream("\r\n"));
            }
        } catch (ServletException e) {
            throw new IOException("the parts of the body cannot be read", e);
        }
        whole.add(stream("--" + boundary + "--\r\n"));
        return new SequenceInputStream(Collections.enumeration(whole));
    }

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
}
