using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Text.Unicode;

namespace NovComet.Channels;

/// <summary>What a message carries: any JSON value, kept as UTF-8 on one line, with its numbers digit for digit.</summary>
public readonly struct MessageContent
{
    private const string NotUtf8 = "The content is not UTF-8: encode it so.";

    private readonly ReadOnlyMemory<byte> _json;

    private MessageContent(ReadOnlyMemory<byte> json) => _json = json;

    /// <summary>The JSON value; the default content is <c>null</c>.</summary>
    public ReadOnlyMemory<byte> Json => _json.IsEmpty ? "null"u8.ToArray() : _json;

    /// <summary>Text, as a JSON string.</summary>
    /// <param name="text">The text; half a surrogate pair becomes U+FFFD.</param>
    /// <returns>The content.</returns>
    public static MessageContent FromText(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new(JsonText.Encode(Encoding.UTF8.GetBytes(text)));
    }

    /// <summary>An object, as JSON.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <param name="value">The object.</param>
    /// <param name="type">How it is written, from a source-generated context.</param>
    /// <returns>The content.</returns>
    public static MessageContent From<T>(T value, JsonTypeInfo<T> type) => Parse(JsonSerializer.SerializeToUtf8Bytes(value, type));

    /// <summary>An object, as JSON with the names of the web (<c>camelCase</c>).</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <param name="value">The object.</param>
    /// <returns>The content.</returns>
    [RequiresUnreferencedCode("The members of the type are found at run time: give its JsonTypeInfo where the application is trimmed.")]
    [RequiresDynamicCode("The members of the type are found at run time: give its JsonTypeInfo where the application is compiled ahead of time.")]
    public static MessageContent From<T>(T value) => Parse(JsonSerializer.SerializeToUtf8Bytes(value, JsonSerializerOptions.Web));

    /// <summary>JSON as it is: white space between its parts goes, all else stays.</summary>
    /// <param name="json">The JSON value, as UTF-8.</param>
    /// <returns>The content.</returns>
    /// <exception cref="ArgumentException">It is not JSON; the message says what is wrong.</exception>
    public static MessageContent Parse(ReadOnlySpan<byte> json) =>
        TryParse(json, out MessageContent content, out string? mistake) ? content : throw new ArgumentException(mistake, nameof(json));

    /// <summary>JSON as it is: white space between its parts goes, all else stays.</summary>
    /// <param name="json">The JSON value, as UTF-8.</param>
    /// <param name="content">The content.</param>
    /// <param name="mistake">A sentence that says what is wrong, where it is not JSON.</param>
    /// <returns>Whether it is JSON.</returns>
    public static bool TryParse(ReadOnlySpan<byte> json, out MessageContent content, [NotNullWhen(false)] out string? mistake)
    {
        content = default;
        if (!Utf8.IsValid(json))
        {
            mistake = NotUtf8;
            return false;
        }

        try
        {
            content = new(JsonText.Compact(json));
            mistake = null;
            return true;
        }
        catch (JsonException error)
        {
            mistake = $"The content is not JSON: {error.Message}";
            return false;
        }
    }

    /// <summary>Text that came from elsewhere, as a JSON string.</summary>
    internal static bool TryReadText(ReadOnlySpan<byte> text, out MessageContent content, [NotNullWhen(false)] out string? mistake)
    {
        bool isText = Utf8.IsValid(text);
        content = isText ? new(JsonText.Encode(text)) : default;
        mistake = isText ? null : NotUtf8;
        return isText;
    }

    /// <summary>The JSON value.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => Encoding.UTF8.GetString(Json.Span);
}
