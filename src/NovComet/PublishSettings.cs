using System.Buffers;
using NovComet.Channels;

namespace NovComet;

/// <summary>How a message is published.</summary>
public sealed record PublishSettings
{
    internal const string KeyMistake = "An idempotency key has 1 to 64 visible ASCII characters, without quotes and backslashes: use a random id, such as a UUID.";
    internal const string ExceptMistake = "A session's id has 16 to 64 letters, digits, '_' and '-'.";

    private const int MostKeyLength = 64;

    // Visible ASCII without quotes and backslashes, so that a key is the same in a header, in JSON and in a log.
    private static readonly SearchValues<char> s_keyCharacters = SearchValues.Create(
        Enumerable.Range('!', '~' - '!' + 1).Select(c => (char)c).Except(['"', '\\']).ToArray());

    private readonly string? _idempotencyKey;
    private readonly string? _except;

    /// <summary>
    /// Makes a repeated publish one message, for as long as the first is retained: 1 to 64 visible ASCII characters other than quotes and backslashes. By default none.
    /// </summary>
    /// <exception cref="ArgumentException">It is something else.</exception>
    public string? IdempotencyKey
    {
        get => _idempotencyKey;
        init => _idempotencyKey = value is null || IsKey(value)
            ? value
            : throw new ArgumentException(KeyMistake, nameof(value));
    }

    /// <summary>
    /// The id of the session that does not get the message: who subscribes to <c>@session.&lt;id&gt;</c>, usually the publisher itself. By default none.
    /// </summary>
    /// <exception cref="ArgumentException">It cannot be the id of a session.</exception>
    public string? Except
    {
        get => _except;
        init => _except = value is null || SessionId.IsValid(value)
            ? value
            : throw new ArgumentException(ExceptMistake, nameof(value));
    }

    internal static PublishSettings Default { get; } = new();

    internal string? ExceptHash => _except is null ? null : SessionId.HashOf(_except);

    internal static bool IsKey(string key) => key.Length is >= 1 and <= MostKeyLength && !key.AsSpan().ContainsAnyExcept(s_keyCharacters);
}
