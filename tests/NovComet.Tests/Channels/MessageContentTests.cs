using System.Text.Json;
using NovComet.Channels;

namespace NovComet.Tests.Channels;

[TestClass]
public sealed class MessageContentTests
{
    [TestMethod]
    public void Json_OfTheDefaultContent_IsNull() => Assert.AreEqual("null", default(MessageContent).ToString());

    [TestMethod]
    [DataRow("", "\"\"")]
    [DataRow("é 🚀 <&>", "\"é 🚀 <&>\"")]
    [DataRow("a\"b\\c\n", "\"a\\\"b\\\\c\\n\"")]
    [DataRow("{\"a\":1}", "\"{\\\"a\\\":1}\"")]
    public void FromText_AnyText_IsAString(string text, string expected) =>
        Assert.AreEqual(JsonSerializer.Deserialize<string>(expected), JsonSerializer.Deserialize<string>(MessageContent.FromText(text).Json.Span));

    [TestMethod]
    public void FromText_HalfACharacter_IsReplaced() => Assert.AreEqual("half \uFFFD", JsonSerializer.Deserialize<string>(MessageContent.FromText("half " + '\ud800').Json.Span));

    [TestMethod]
    public void From_AnObject_HasTheNamesOfTheWeb() => Assert.AreEqual("""{"userId":7}""", MessageContent.From(new { UserId = 7 }).ToString());

    [TestMethod]
    public void Parse_Json_KeepsNumbersDigitForDigit() => Assert.AreEqual("[1.10,1e400]", MessageContent.Parse("[ 1.10 , 1e400 ]"u8).ToString());

    [TestMethod]
    public void TryParse_WhatIsNotJson_SaysWhatIsWrong()
    {
        Assert.IsFalse(MessageContent.TryParse("{"u8, out _, out string? mistake));
        Assert.StartsWith("The content is not JSON: ", mistake);
        Assert.IsFalse(MessageContent.TryParse(""u8, out _, out mistake));
        StringAssert.StartsWith(mistake, "The content is not JSON");
        Assert.ThrowsExactly<ArgumentException>(() => MessageContent.Parse("{"u8));
    }

    [TestMethod]
    public void TryParse_WhatIsNotUtf8_SaysSo()
    {
        Assert.IsFalse(MessageContent.TryParse([(byte)'"', 0xC3, (byte)'"'], out _, out string? mistake));
        Assert.Contains("UTF-8", mistake!);
    }
}
