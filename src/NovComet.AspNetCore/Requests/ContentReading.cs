using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Http;
using NovComet.Channels;

namespace NovComet.AspNetCore.Requests;

/// <summary>What a request's body says: perhaps content to publish, or what is wrong with it.</summary>
internal readonly record struct ContentReading
{
    /// <summary>There is nothing to publish in it.</summary>
    public static ContentReading None => default;

    /// <summary>The content; null where there is none.</summary>
    public MessageContent? Content { get; private init; }

    /// <summary>A sentence that says what to change; null where nothing is wrong.</summary>
    public string? Mistake { get; private init; }

    /// <summary>The HTTP status of the mistake.</summary>
    public int Status { get; private init; }

    [MemberNotNullWhen(true, nameof(Mistake))]
    public bool IsRefused => Mistake is not null;

    public static ContentReading Of(MessageContent content) => new() { Content = content };

    public static ContentReading Refused(int status, string mistake) => new() { Status = status, Mistake = mistake };

    public static ContentReading TooLarge(int most) => Refused(StatusCodes.Status413PayloadTooLarge, TooLargeFor(most));

    /// <summary>What to say of a message that is too large.</summary>
    public static string TooLargeFor(int most) =>
        $"The message is too large: send at most {most} bytes (NovComet:Limits:MessageBytes), and refer by it to what is larger. Nothing was published.";

    public static ContentReading Json(ReadOnlySpan<byte> json) =>
        MessageContent.TryParse(json, out MessageContent content, out string? mistake) ? Of(content) : Refused(StatusCodes.Status400BadRequest, mistake);

    public static ContentReading Text(ReadOnlySpan<byte> text) =>
        MessageContent.TryReadText(text, out MessageContent content, out string? mistake) ? Of(content) : Refused(StatusCodes.Status400BadRequest, mistake);
}
