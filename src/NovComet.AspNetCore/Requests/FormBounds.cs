using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;

namespace NovComet.AspNetCore.Requests;

/// <summary>How large a form may be.</summary>
internal static class FormBounds
{
    /// <summary>What a form may have however small messages are, for its subscriptions.</summary>
    public const int LeastBytes = 256 * 1024;

    private const int MostArguments = 1024;
    private const int MostNameLength = 4096;

    // A byte takes three in a form at most.
    private const int BytesPerByte = 3;

    /// <summary>The bounds of a form of several parts.</summary>
    public static FormOptions Multipart { get; } = new()
    {
        ValueCountLimit = MostArguments,
        KeyLengthLimit = MostNameLength,
        ValueLengthLimit = LeastBytes,
        MultipartBodyLengthLimit = LeastBytes,
        MemoryBufferThreshold = LeastBytes,
    };

    /// <summary>How many bytes a form may have that can carry a message.</summary>
    /// <param name="messageBytes">The most bytes that a message may have.</param>
    public static int BytesFor(int messageBytes) => Math.Max(LeastBytes, (messageBytes + MostNameLength) * BytesPerByte);

    /// <summary>Reads a form's arguments.</summary>
    /// <exception cref="InvalidDataException">They are too many, or their names too long.</exception>
    public static FormCollection Read(byte[] form)
    {
        using var reader = new FormReader(new MemoryStream(form)) { ValueCountLimit = MostArguments, KeyLengthLimit = MostNameLength, ValueLengthLimit = form.Length };
        return new FormCollection(reader.ReadForm());
    }
}
