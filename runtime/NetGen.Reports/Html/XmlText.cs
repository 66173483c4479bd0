using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace NetGen.Reports;

/// <summary>Text in pages and pictures. XML has no place for some characters, not even as references.</summary>
internal static class XmlText
{
    private const char Replacement = '\uFFFD';

    /// <summary>
    /// Puts U+FFFD, the sign for a character that cannot be shown, in the place of control characters, half surrogate pairs and
    /// non-characters.
    /// </summary>
    public static void Clean(XElement root)
    {
        foreach (XElement element in root.DescendantsAndSelf())
        {
            foreach (XAttribute attribute in element.Attributes())
                attribute.Value = Clean(attribute.Value);
            foreach (XText text in element.Nodes().OfType<XText>())
                text.Value = Clean(text.Value);
        }
    }

    private static string Clean(string text)
    {
        if (text.All(XmlConvert.IsXmlChar))
            return text;
        var clean = new StringBuilder(text.Length);
        for (int i = 0; i < text.Length; i++)
        {
            if (i + 1 < text.Length && XmlConvert.IsXmlSurrogatePair(text[i + 1], text[i]))
                clean.Append(text, i++, 2);
            else
                clean.Append(XmlConvert.IsXmlChar(text[i]) ? text[i] : Replacement);
        }

        return clean.ToString();
    }
}
