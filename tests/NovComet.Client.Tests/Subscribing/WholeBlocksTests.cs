using System.Text;
using FsCheck.Fluent;
using NovComet.Client.Subscribing;

namespace NovComet.Client.Tests.Subscribing;

[TestClass]
public sealed class WholeBlocksTests
{
    [TestMethod]
    public void Read_AnyTextInAnyPieces_IsUpToTheLastBlankLine() =>
        Always.Holds(
            Gen.Elements("a", "b", "\n", "\r\n", "\r").ListOf().SelectMany(parts => Gen.Choose(1, 7).Select(size => (Text: string.Concat(parts), Size: size))),
            input => Expected(input.Text).Contains(Read(input.Text, input.Size)),
            times: 2_000);

    [TestMethod]
    [DataRow("id: 1\n\nid: 2\ndata: half", "id: 1\n\n")]
    [DataRow("id: 1\r\n\r\nid: 2\r\n", "id: 1\r\n\r\n")]
    [DataRow("id: 1\r\rid: 2\r", "id: 1\r\r")]
    [DataRow("id: 1\n", "")]
    [DataRow("", "")]
    public void Read_BlockThatIsCutOff_IsNotSeen(string text, string seen)
    {
        Assert.AreEqual(seen, Read(text, 1));
        Assert.AreEqual(seen, Read(text, 1000));
    }

    [TestMethod]
    public async Task Read_BlockThatHasNoEnd_IsGivenUp_AndHoldsNoMore()
    {
        using var endless = new EndlessStream();
        await using var blocks = new WholeBlocks(endless, 100_000, read => read(default));

        await Assert.ThrowsExactlyAsync<InvalidDataException>(async () => await blocks.ReadExactlyAsync(new byte[10]));
        Assert.AreEqual(100_000, endless.Given);
    }

    private static string Read(string text, int size)
    {
        using var inner = new PiecewiseStream(Encoding.ASCII.GetBytes(text), size);
        using var blocks = new WholeBlocks(inner, 1 << 20, read => read(default));
        using var all = new MemoryStream();
        blocks.CopyToAsync(all).GetAwaiter().GetResult();
        return Encoding.ASCII.GetString(all.ToArray());
    }

    /// <summary>By another way: a blank line is where the text, with all line ends alike, has two in a row. The half of a CR LF may or may not have come along.</summary>
    private static HashSet<string> Expected(string text)
    {
        int end = 0;
        int lineStart = 0;
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] is not ('\r' or '\n')) continue;
            int next = text[i] == '\r' && i + 1 < text.Length && text[i + 1] == '\n' ? i + 2 : i + 1;
            if (i == lineStart) end = next;
            lineStart = next;
            i = next - 1;
        }

        return [text[..end]];
    }

    private sealed class PiecewiseStream(byte[] bytes, int size) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(size, buffer.Length)], cancellationToken);
    }

    private sealed class EndlessStream : MemoryStream
    {
        public int Given { get; private set; }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            buffer.Span.Fill((byte)'x');
            Given += buffer.Length;
            return new(buffer.Length);
        }
    }
}
