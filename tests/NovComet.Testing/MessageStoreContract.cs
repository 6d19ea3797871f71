using System.Text;
using NovComet.Channels;
using NovComet.Storage;

namespace NovComet.Testing;

/// <summary>What every store that keeps messages promises besides.</summary>
public abstract class MessageStoreContract : ChannelStoreContract
{
    [TestMethod]
    public async Task Append_ToAChannelThatIsNotThere_IsReadWithItsStamp()
    {
        IChannelStore store = Open();
        Stamp stamp = await AppendAsync(store, "one");

        ChannelReading reading = await ReadAsync(store, s_news);
        Assert.AreEqual(stamp, reading.Stamp);
        Assert.IsTrue(reading.IsSettled);
        Assert.AreSequenceEqual([(stamp, "\"one\"")], MessagesOf(reading));
        Assert.AreEqual(Stamp.NoFile, reading.Log!.From);
        Assert.IsLessThan(stamp, reading.Log.Life);
    }

    [TestMethod]
    public async Task Append_Many_ComeInOrderWithRisingStampsThatAreNoWholeSeconds()
    {
        IChannelStore store = Open();
        var expected = new List<(Stamp, string)>();
        for (int i = 0; i < 80; i++) expected.Add((await AppendAsync(store, $"{i}"), $"\"{i}\""));

        List<(Stamp Stamp, string Json)> read = MessagesOf(await ReadAsync(store, s_news));
        Assert.AreSequenceEqual(expected, read);
        AssertRises(read);
    }

    [TestMethod]
    public async Task Read_WithWhatIsKnown_GivesOnlyWhatCameSince()
    {
        IChannelStore store = Open();
        await AppendAsync(store, "one");
        LogReading first = (await ReadAsync(store, s_news)).Log!;
        Assert.AreSame(first, (await ReadAsync(store, s_news, first)).Log, "Nothing was added.");

        Stamp two = await AppendAsync(store, "two");
        Stamp three = await AppendAsync(store, "three");
        LogReading second = (await ReadAsync(store, s_news, first)).Log!;
        Assert.IsTrue(second.IsContinuation);
        Assert.AreSequenceEqual([two, three], second.Messages.Select(message => message.Stamp).ToArray());
        Assert.AreSame(second, (await ReadAsync(store, s_news, second)).Log);
    }

    [TestMethod]
    public async Task Read_WithoutWhatIsKnown_GivesAll()
    {
        IChannelStore store = Open();
        await AppendAsync(store, "one");
        LogReading known = (await ReadAsync(store, s_news)).Log!;
        await AppendAsync(store, "two");

        LogReading all = (await ReadAsync(Open(), s_news)).Log!;
        Assert.IsFalse(all.IsContinuation);
        Assert.HasCount(2, all.Messages);
        Assert.AreEqual(known.Life, all.Life);
    }

    [TestMethod]
    public async Task Read_WithWhatIsKnownOfAnEarlierLife_GivesAllOfTheNewOne()
    {
        IChannelStore store = Open();
        await AppendAsync(store, "before");
        LogReading known = (await ReadAsync(store, s_news)).Log!;
        RemoveFromOutside(s_news);
        Stamp stamp = await AppendAsync(store, "after");

        LogReading read = (await ReadAsync(store, s_news, known)).Log!;
        Assert.IsFalse(read.IsContinuation);
        Assert.AreSequenceEqual([stamp], read.Messages.Select(message => message.Stamp).ToArray());
        Assert.IsGreaterThanOrEqualTo(known.Life, read.Life);
        Assert.IsGreaterThan(known.Messages[0].Stamp, stamp);
    }

    [TestMethod]
    public async Task Append_InTwoStoresInTurns_StampsRiseAndBothReadAll()
    {
        IChannelStore[] stores = [Open(), Open()];
        var expected = new List<(Stamp, string)>();
        for (int i = 0; i < 60; i++) expected.Add((await AppendAsync(stores[i % 2], $"{i}"), $"\"{i}\""));

        AssertRises([.. expected]);
        foreach (IChannelStore store in stores) Assert.AreSequenceEqual(expected, MessagesOf(await ReadAsync(store, s_news)));
    }

    [TestMethod]
    public async Task Append_ByEightWritersInTwoStores_LosesNoneAndGivesEachAStampOfItsOwn()
    {
        IChannelStore[] stores = [Open(), Open()];
        (Stamp, string)[][] written = await Task.WhenAll(Enumerable.Range(0, 8).Select(writer => Task.Run(async () =>
        {
            var own = new List<(Stamp, string)>();
            for (int i = 0; i < 10; i++) own.Add((await AppendAsync(stores[writer % 2], $"{writer}-{i}"), $"\"{writer}-{i}\""));
            AssertRises(own);
            return own.ToArray();
        })));

        List<(Stamp, string)> read = MessagesOf(await ReadAsync(Open(), s_news));
        AssertRises(read);
        Assert.AreSequenceEqual(written.SelectMany(own => own).Order().ToArray(), read);
    }

    [TestMethod]
    public async Task Append_WithAKeyThatIsRetained_GivesTheFirstStampAndAddsNothing()
    {
        IChannelStore store = Open();
        Stamp first = await AppendAsync(store, "one", key: "k-1");
        Stamp other = await AppendAsync(store, "two", key: "k-2");

        Assert.AreEqual(first, await AppendAsync(store, "again", key: "k-1"));
        Assert.AreEqual(first, await AppendAsync(Open(), "again", key: "k-1"));
        Assert.AreSequenceEqual([(first, "\"one\""), (other, "\"two\"")], MessagesOf(await ReadAsync(store, s_news)));
    }

    [TestMethod]
    public async Task Append_WithOneKeyByManyAtOnce_IsOneMessage()
    {
        IChannelStore store = Open();
        Stamp[] stamps = await Task.WhenAll(Enumerable.Range(0, 100).Select(i => Task.Run(() => AppendAsync(store, $"{i}", key: "same"))));

        Assert.ContainsSingle(stamps.Distinct());
        Assert.ContainsSingle((await ReadAsync(store, s_news)).Log!.Messages);
    }

    [TestMethod]
    public async Task Append_LeavingASessionOut_IsReadSo()
    {
        IChannelStore store = Open();
        await store.AppendAsync(s_news, new MessageDraft(MessageContent.FromText("x"), Except: "0123456789abcdef"), CancellationToken.None);
        await AppendAsync(store, "y");

        Assert.AreSequenceEqual(["0123456789abcdef", null], (await ReadAsync(store, s_news)).Log!.Messages.Select(message => message.Except).ToArray());
    }

    [TestMethod]
    public async Task Touch_BetweenMessages_IsAStampBetweenTheirs()
    {
        IChannelStore store = Open();
        for (int i = 0; i < 20; i++)
        {
            Stamp before = await AppendAsync(store, "before");
            LogReading known = (await ReadAsync(store, s_news)).Log!;
            Stamp touched = await TouchAsync(store, s_news);
            Assert.IsGreaterThan(before, touched);
            Assert.AreEqual(touched, await SettledAsync(store, s_news));
            LogReading after = (await ReadAsync(store, s_news, known)).Log!;
            Assert.IsTrue(after.IsContinuation);
            Assert.IsEmpty(after.Messages);
            Assert.IsGreaterThan(touched, await AppendAsync(store, "after"));
        }
    }

    [TestMethod]
    public async Task Change_FromOutsideAfterAMessage_IsALaterStampForAll()
    {
        IChannelStore store = Open();
        for (int i = 0; i < 20; i++)
        {
            Stamp message = await AppendAsync(store, "message");
            LogReading known = (await ReadAsync(store, s_news)).Log!;
            ChangeFromOutside(s_news);
            ChannelReading noticed = await ReadAsync(store, s_news, known);
            Assert.IsTrue(noticed.Stamp > message || !noticed.IsSettled, "The touch was taken for the message.");
            Stamp settled = await SettledAsync(store, s_news, known);
            Assert.IsGreaterThan(message, settled);
            Assert.AreEqual(settled, await SettledAsync(Open(), s_news));
        }
    }

    [TestMethod]
    public async Task Append_ToATouchedChannel_ComesAfterTheTouchAndKnowsItAsTheLifeBefore()
    {
        IChannelStore store = Open();
        Stamp touched = await SettledAsync(store, s_news) == Stamp.NoFile ? await TouchAsync(store, s_news) : default;
        Stamp issued = (await ReadAsync(store, s_news)).Stamp;
        Stamp message = await AppendAsync(store, "first");

        LogReading log = (await ReadAsync(store, s_news)).Log!;
        Assert.IsGreaterThan(touched, message);
        Assert.IsLessThanOrEqualTo(issued, log.Life, "Who has the stamp that was issued before has missed nothing.");
        Assert.IsGreaterThanOrEqualTo(touched.Provisional, log.Life);
    }

    [TestMethod]
    public async Task Append_AnyContent_ComesOutByteForByte()
    {
        IChannelStore store = Open();
        string[] contents =
        [
            "null", "0", "-0", "1e400", "12345678901234567890.1234567890", "1.0", "\"\"", "\"\\ud800\"", "\"\\u0000\\n\\r\\t\"", "\"\u2028\u2029\"", "{}", "[]",
            """{"t":1.5,"d":2,"i":"x","e":"y","from":1,"life":2}""", """{"a":1,"a":2}""", "\"🚀\"", "\"}\"", "[[[[]]]]", $"\"{new string('x', 70_000)}\"",
            string.Concat(Enumerable.Repeat("[", 64)) + string.Concat(Enumerable.Repeat("]", 64)),
        ];
        foreach (string content in contents) await store.AppendAsync(s_news, new MessageDraft(MessageContent.Parse(Encoding.UTF8.GetBytes(content))), CancellationToken.None);

        Assert.AreSequenceEqual(contents, MessagesOf(await ReadAsync(store, s_news)).Select(message => message.Json).ToArray());
    }

    [TestMethod]
    public async Task Removal_OfAChannelWithMessages_IsReadAtOnce()
    {
        IChannelStore store = Open();
        await AppendAsync(store, "one");
        LogReading known = (await ReadAsync(store, s_news)).Log!;
        RemoveFromOutside(s_news);

        Assert.AreEqual(new ChannelReading(Stamp.NoFile, IsSettled: true), await ReadAsync(store, s_news, known));
    }

    private static Task<Stamp> AppendAsync(IChannelStore store, string text, string? key = null) =>
        store.AppendAsync(s_news, new MessageDraft(MessageContent.FromText(text), key), CancellationToken.None).AsTask();

    private static List<(Stamp Stamp, string Json)> MessagesOf(ChannelReading reading) =>
        [.. reading.Log!.Messages.Select(message => (message.Stamp, Encoding.UTF8.GetString(message.Json.Span)))];

    private static void AssertRises(List<(Stamp Stamp, string Json)> messages)
    {
        for (int i = 0; i < messages.Count; i++)
        {
            Assert.AreNotEqual(0, messages[i].Stamp.Microseconds % 1_000_000);
            if (i > 0) Assert.IsGreaterThan(messages[i - 1].Stamp, messages[i].Stamp);
        }
    }
}
