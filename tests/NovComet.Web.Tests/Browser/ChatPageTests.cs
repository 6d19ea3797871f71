using NovComet.Web.Tests.Processes;

namespace NovComet.Web.Tests.Browser;

/// <summary>The page at /chat of a gateway: people in real browsers, one of whom always has nothing but long-polls.</summary>
[TestClass]
public sealed class ChatPageTests
{
    private const string OnlyPolls = "?transports=long-poll";

    private static readonly TimeSpan s_longestRetry = TimeSpan.FromSeconds(30);

    [TestMethod]
    public async Task TwoPeople_Talk_AndReadEachMessageOnce()
    {
        using var directory = new TemporaryDirectory();
        await using GatewayProcess gateway = await GatewayProcess.StartAsync(directory);
        await using ChatPerson ann = await ChatPerson.EnterAsync(gateway, "Ann");
        await using ChatPerson bob = await ChatPerson.EnterAsync(gateway, "Bob", OnlyPolls);
        await ann.SeesHereAsync("Ann", "Bob");
        await bob.SeesHereAsync("Ann", "Bob");

        await ann.SayAsync("Good morning");
        await bob.ReadsAsync("Good morning");
        for (int i = 1; i <= 5; i++) await bob.SayAsync($"line {i}");

        await ann.ReadsAsync("Good morning", "line 1", "line 2", "line 3", "line 4", "line 5");
        await bob.ReadsAsync("Good morning", "line 1", "line 2", "line 3", "line 4", "line 5");
        Assert.AreEqual(0, await bob.Browser.Find("#pending li").CountAsync(), "What has arrived is not shown as on its way.");
        Assert.AreEqual(0, await ann.Browser.Find("#lines .mine .who b:visible").CountAsync());
        ann.Browser.HasNoComplaints();
        bob.Browser.HasNoComplaints();
    }

    [TestMethod]
    public async Task HostileText_IsText()
    {
        using var directory = new TemporaryDirectory();
        await using GatewayProcess gateway = await GatewayProcess.StartAsync(directory);
        await using ChatPerson ann = await ChatPerson.EnterAsync(gateway, "Ann");
        await using ChatPerson bob = await ChatPerson.EnterAsync(gateway, "Bob", OnlyPolls);
        string[] hostile =
        [
            "<img src=x onerror=\"document.title='taken'\"><script>document.title='taken'</script>",
            "</span></li><style>*{display:none}</style>",
            "javascript:alert(1) \u202e\u0000 \"'`${alert(1)}",
            new string('w', 2000),
        ];

        foreach (string text in hostile) await ann.SayAsync(text);

        await bob.ReadsAsync(hostile);
        Assert.AreEqual(0, await bob.Browser.Find("#lines :is(img, script, style)").CountAsync());
        Assert.AreNotEqual("taken", await bob.Page.TitleAsync());
        Assert.IsTrue(await bob.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth && scroller.scrollWidth <= scroller.clientWidth"), "Nothing sticks out.");
        bob.Browser.HasNoComplaints();
    }

    [TestMethod]
    public async Task PrivateMessage_ArrivesThereAlone()
    {
        using var directory = new TemporaryDirectory();
        await using GatewayProcess gateway = await GatewayProcess.StartAsync(directory);
        await using ChatPerson ann = await ChatPerson.EnterAsync(gateway, "Ann");
        await using ChatPerson bob = await ChatPerson.EnterAsync(gateway, "Bob", OnlyPolls);
        await using ChatPerson eve = await ChatPerson.EnterAsync(gateway, "Eve");
        await ann.SeesHereAsync("Ann", "Bob", "Eve");

        await ann.TalkToAsync("Bob");
        await ann.SayAsync("for you alone");
        await bob.Browser.Find("#talks button:has-text('Ann')").ClickAsync();
        await bob.ReadsAsync("for you alone");
        await bob.SayAsync("and back");
        await ann.ReadsAsync("for you alone", "and back");

        await eve.SayAsync("to all");
        await eve.ReadsAsync("to all");
        Assert.AreEqual(0, await eve.Browser.Find("#talks button").CountAsync());
    }

    [TestMethod]
    public async Task PrivateTalk_WithANameInOtherLetters_IsTheSameTalk()
    {
        using var directory = new TemporaryDirectory();
        await using GatewayProcess gateway = await GatewayProcess.StartAsync(directory);
        await using ChatPerson ann = await ChatPerson.EnterAsync(gateway, "Ann");
        await using ChatPerson bob = await ChatPerson.EnterAsync(gateway, "Bob", OnlyPolls);

        await ann.Page.EvaluateAsync("location.hash = '#@BOB'");
        await ann.Browser.SeesAsync("#talk-title:has-text('BOB')");
        await ann.SayAsync("for you");
        await bob.Browser.Find("#talks button:has-text('Ann')").ClickAsync();
        await bob.SayAsync("and back");

        await ann.ReadsAsync("for you", "and back");
        Assert.AreEqual(1, await ann.Browser.Find("#talks li").CountAsync());
    }

    [TestMethod]
    public async Task History_IsThereAfterReload_AndAfterTheGatewayWasKilled()
    {
        using var directory = new TemporaryDirectory();
        await using GatewayProcess first = await GatewayProcess.StartAsync(directory);
        await using ChatPerson ann = await ChatPerson.EnterAsync(first, "Ann");
        await using ChatPerson bob = await ChatPerson.EnterAsync(first, "Bob", OnlyPolls);
        await ann.SayAsync("one");
        await bob.ReadsAsync("one");

        await bob.Page.ReloadAsync();
        await bob.ReadsAsync("one");
        await first.KillAsync();
        await ann.Browser.SeesAsync("#status[data-state=waiting]");
        await ann.SayAsync("two, while nobody listened");
        await ann.Browser.SeesAsync("#pending .waiting");
        await using GatewayProcess second = await GatewayProcess.StartAsync(directory, $"--urls={first.Address.GetLeftPart(UriPartial.Authority)}");

        await bob.IsConnectedAsync(s_longestRetry + TestSettings.Patience);
        await bob.ReadsAsync("one", "two, while nobody listened");
        await bob.SayAsync("three");
        await ann.ReadsAsync("one", "two, while nobody listened", "three");
        await ann.Page.ReloadAsync();
        await ann.ReadsAsync("one", "two, while nobody listened", "three");
        await ann.SeesHereAsync("Ann", "Bob");
    }

    [TestMethod]
    public async Task WhoLeaves_IsNotHereAnyMore()
    {
        using var directory = new TemporaryDirectory();
        await using GatewayProcess gateway = await GatewayProcess.StartAsync(directory, "--NovComet:PresenceGrace=00:00:01");
        await using ChatPerson ann = await ChatPerson.EnterAsync(gateway, "Ann", OnlyPolls);
        await using (ChatPerson bob = await ChatPerson.EnterAsync(gateway, "Bob"))
        {
            await ann.SeesHereAsync("Ann", "Bob");
            await ann.Browser.SeesAsync("#lines .note:has-text('Bob is here')");
        }

        await ann.SeesHereAsync("Ann");
        await ann.Browser.SeesAsync("#lines .note:has-text('Bob has left')");
    }

    [TestMethod]
    public async Task NameThatIsTaken_IsSaidSo_AndLeavingGivesItBack()
    {
        using var directory = new TemporaryDirectory();
        await using GatewayProcess gateway = await GatewayProcess.StartAsync(directory);
        await using ChatPerson ann = await ChatPerson.EnterAsync(gateway, "Ann");
        await using BrowserPage other = await BrowserPage.OpenAsync(new Uri(gateway.Address, "/chat/"));

        await other.Find("#name").FillAsync("ann");
        await other.Page.Keyboard.PressAsync("Enter");
        await other.SeesAsync("#name-problem:has-text('Somebody else is called ann')");
        await ann.Browser.Find("#leave").ClickAsync();
        await ann.Browser.SeesAsync("#name-form");
        await other.Page.Keyboard.PressAsync("Enter");
        await other.SeesAsync("#status[data-state=held]");
    }

    [TestMethod]
    public async Task AnotherRoom_IsAnotherTalk_AndItsNewsAreCounted()
    {
        using var directory = new TemporaryDirectory();
        await using GatewayProcess gateway = await GatewayProcess.StartAsync(directory);
        await using ChatPerson ann = await ChatPerson.EnterAsync(gateway, "Ann");
        await using ChatPerson bob = await ChatPerson.EnterAsync(gateway, "Bob");
        await bob.Browser.Find("#room").FillAsync("Café");
        await bob.Page.Keyboard.PressAsync("Enter");
        await bob.Browser.SeesAsync("#talk-title:has-text('# café')");
        await bob.SeesHereAsync("Bob");

        await ann.SayAsync("in the lobby");

        await bob.Browser.SeesAsync("#rooms li:has-text('lobby') .unread:text-is('1')");
        await bob.ReadsAsync();
        await bob.Browser.Find("#rooms button:has-text('lobby')").ClickAsync();
        await bob.ReadsAsync("in the lobby");
    }
}
