using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Http;
using NovComet.Channels;

namespace NovComet.AspNetCore.Requests;

/// <summary>What a request publishes: a message, a signal, or nothing because of a mistake.</summary>
internal readonly record struct DraftReading
{
    private const string IdempotencyKeyHeader = "Idempotency-Key";

    /// <summary>The message; null where the request has no content and publishes a signal.</summary>
    public MessageDraft? Draft { get; private init; }

    /// <summary>A sentence that says what to change; null where nothing is wrong.</summary>
    public string? Mistake { get; private init; }

    /// <summary>The HTTP status of the mistake.</summary>
    public int Status { get; private init; }

    [MemberNotNullWhen(true, nameof(Mistake))]
    public bool IsRefused => Mistake is not null;

    /// <summary>Puts together what the body, the arguments and the headers say.</summary>
    /// <param name="request">The request.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="body">Its body.</param>
    /// <param name="most">The most bytes that a message may have.</param>
    public static DraftReading Of(HttpRequest request, CometArguments arguments, ContentReading body, int most)
    {
        if (body.Content is not null && arguments.Data is not null)
            return Refused(StatusCodes.Status400BadRequest, "There is content both in 'data' and in the body: send it in one of them. Nothing was published.");

        string? key = request.Headers[IdempotencyKeyHeader].ToString() is { Length: > 0 } header ? Unquoted(header) : null;
        if (key is not null && !PublishSettings.IsKey(key)) return Refused(StatusCodes.Status400BadRequest, PublishSettings.KeyMistake);
        if (arguments.Except is { } except && !SessionId.IsValid(except)) return Refused(StatusCodes.Status400BadRequest, PublishSettings.ExceptMistake);

        MessageContent? given = arguments.Data is { } text ? MessageContent.FromText(text) : body.Content;
        if (given is not { } content) return default;
        if (content.Json.Length > most) return Refused(StatusCodes.Status413PayloadTooLarge, ContentReading.TooLargeFor(most));
        return new DraftReading { Draft = new MessageDraft(content, key, arguments.Except is { } session ? SessionId.HashOf(session) : null) };
    }

    private static DraftReading Refused(int status, string mistake) => new() { Status = status, Mistake = mistake };

    // The header's own draft has it as a string in quotes; most who use it send it plain.
    private static string Unquoted(string key) => key is ['"', .. var inner, '"'] ? inner : key;
}
