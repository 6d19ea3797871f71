using System.Runtime.CompilerServices;
using System.Text;
using NovComet.Channels;

namespace NovComet.Web.Commands;

/// <summary>Makes messages of what a user types or pipes in.</summary>
/// <param name="isText">Whether JSON is taken for text, too.</param>
internal sealed class MessageInput(bool isText)
{
    // More than any gateway lets pass: what is longer is refused in words, instead of being read to the end first.
    private const int MostBytes = 64 * 1024 * 1024;

    private static readonly UTF8Encoding s_strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public IAsyncEnumerable<MessageContent> OfArgument(string data) => AsyncEnumerable.Repeat(Content(data), 1);

    /// <summary>All of a stream is one message; the line break that echo puts at its end is not part of it.</summary>
    /// <exception cref="InvalidDataException">It is too long, or not UTF-8.</exception>
    public async IAsyncEnumerable<MessageContent> OfAllAsync(Stream input, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var all = new MemoryStream();
        byte[] part = new byte[16 * 1024];
        while (await input.ReadAsync(part, cancellationToken) is > 0 and var length)
        {
            if (all.Length + length > MostBytes) throw new InvalidDataException($"The input is longer than {MostBytes} bytes, too much for one message: --lines publishes each line by itself.");
            all.Write(part, 0, length);
        }

        string text = Decode(() => s_strict.GetString(all.GetBuffer(), 0, (int)all.Length));
        yield return Content(text.EndsWith('\n') ? text[..^1].TrimEnd('\r') : text);
    }

    /// <summary>Each line of a stream that is not empty is a message.</summary>
    /// <exception cref="InvalidDataException">A line is not UTF-8; it is named.</exception>
    public async IAsyncEnumerable<MessageContent> OfLinesAsync(Stream input, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(input, s_strict);
        for (int number = 1; await ReadAsync(reader, number, cancellationToken) is { } line; number++)
        {
            if (line.Length > 0) yield return Content(line);
        }
    }

    private MessageContent Content(string data) =>
        !isText && MessageContent.TryParse(Encoding.UTF8.GetBytes(data), out MessageContent json, out _) ? json : MessageContent.FromText(data);

    private static async ValueTask<string?> ReadAsync(StreamReader reader, int number, CancellationToken cancellationToken)
    {
        try
        {
            return await reader.ReadLineAsync(cancellationToken);
        }
        catch (DecoderFallbackException error)
        {
            throw new InvalidDataException($"The input is not UTF-8 in line {number} or soon after it: encode it so.", error);
        }
    }

    private static string Decode(Func<string> decode)
    {
        try
        {
            return decode();
        }
        catch (DecoderFallbackException error)
        {
            throw new InvalidDataException("The input is not UTF-8: encode it so.", error);
        }
    }
}
