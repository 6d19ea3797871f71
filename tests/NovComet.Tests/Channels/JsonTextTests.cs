using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using NovComet.Channels;

namespace NovComet.Tests.Channels;

[TestClass]
public sealed class JsonTextTests
{
    [TestMethod]
    [DataRow(" 1 ", "1")]
    [DataRow("{ \"a\" : [ 1 , 2 ,\r\n\t3 ] , \"b\" : { } }", """{"a":[1,2,3],"b":{}}""")]
    [DataRow("[[ ],{ },[ [] ]]", "[[],{},[[]]]")]
    [DataRow("\" \\u0020 \\n \"", "\" \\u0020 \\n \"")]
    [DataRow("-0.0e+10", "-0.0e+10")]
    [DataRow("123456789012345678901234567890.10", "123456789012345678901234567890.10")]
    [DataRow("""{"a":true,"a":null}""", """{"a":true,"a":null}""")]
    [DataRow("""{"\u0061":"\ud800"}""", """{"\u0061":"\ud800"}""")]
    public void Compact_AnyJson_LosesOnlyTheSpaceBetweenItsParts(string json, string expected) =>
        Assert.AreEqual(expected, Encoding.UTF8.GetString(JsonText.Compact(Encoding.UTF8.GetBytes(json))));

    [TestMethod]
    [DataRow("")]
    [DataRow(" ")]
    [DataRow("{")]
    [DataRow("1 2")]
    [DataRow("[1,]")]
    [DataRow("'a'")]
    [DataRow("// comment\n1")]
    [DataRow("NaN")]
    [DataRow("01")]
    [DataRow("\"a\nb\"")]
    public void Compact_WhatIsNotOneJsonValue_Throws(string text) =>
        Assert.Throws<JsonException>(() => JsonText.Compact(Encoding.UTF8.GetBytes(text)));

    [TestMethod]
    public void Encode_AnyText_IsAStringOnOneLineThatReadsBack() => Prop.ForAll<string>(text =>
    {
        if (text is null) return true;
        byte[] utf8 = Encoding.UTF8.GetBytes(text);
        byte[] json = JsonText.Encode(utf8);
        return !json.AsSpan().ContainsAny((byte)'\n', (byte)'\r') && JsonSerializer.Deserialize<string>(json) == Encoding.UTF8.GetString(utf8);
    }).QuickCheckThrowOnFailure();
}
