using System.Text;

namespace NovComet.Web.Tests.Chat;

/// <summary>A stream of events that a visitor has open.</summary>
internal sealed class ChatStream(HttpResponseMessage response, Stream content) : IDisposable
{
    private readonly StreamReader _reader = new(content);

    /// <summary>Reads on until a text comes.</summary>
    /// <returns>What was read.</returns>
    public async Task<string> ReadsUpToAsync(string text)
    {
        var read = new StringBuilder();
        using var limit = new CancellationTokenSource(TestSettings.Patience);
        while (await _reader.ReadLineAsync(limit.Token) is { } line)
        {
            read.AppendLine(line);
            if (line.Contains(text, StringComparison.Ordinal)) return read.ToString();
        }

        throw new EndOfStreamException($"The stream ended before '{text}' came.");
    }

    public void Dispose()
    {
        _reader.Dispose();
        response.Dispose();
    }
}
