// Every word of the app, Vietnamese first.

const WORDS = {
  vi: {
    app: 'Phiếu lấy ý kiến',
    otherLanguage: 'English',
    signInTitle: 'Đăng nhập',
    signInHow: 'Quét mã QR do Mặt trận cấp, hoặc nhập mã truy cập.',
    token: 'Mã truy cập',
    signIn: 'Đăng nhập',
    signOut: 'Đăng xuất',
    signedInAs: 'Tài khoản: {name}',
    badToken: 'Mã truy cập không đúng hoặc đã hết hạn.',
    signInAgain: 'Mã truy cập không còn hiệu lực. Hãy đăng nhập lại; phiếu vẫn được giữ trên máy.',
    away: 'Không kết nối được máy chủ.',
    surveys: 'Cuộc lấy ý kiến',
    noSurveys: 'Chưa có cuộc lấy ý kiến nào được giao.',
    window: 'Từ {from} đến {to}',
    covered: '{code}: {responded}/{households} hộ',
    start: 'Ghi phiếu mới',
    resume: 'Tiếp tục phiếu đang ghi',
    refresh: 'Tải lại danh sách',
    refreshed: 'Đã tải; có thể dùng khi không có mạng.',
    queue: 'Phiếu trên máy',
    waiting: 'Chưa gửi: {count}',
    kept: 'Máy chủ đã giữ: {count}',
    refused: 'Bị từ chối: {count}',
    sendNow: 'Gửi ngay',
    receipts: 'Xem biên nhận',
    back: 'Quay lại',
    idle: 'Đã gửi hết các phiếu đến hạn.',
    sending: 'Đang gửi…',
    tryAgainIn: 'Sẽ tự gửi lại sau {seconds} giây.',
    busy: 'Máy chủ đang bận.',
    hamlet: 'Thôn',
    household: 'Mã hộ',
    householdHow: 'Chữ, số, dấu . _ -; không ghi tên người.',
    consent: 'Chủ hộ đã nghe thông báo này và đồng ý trả lời',
    blank: 'Bỏ trống',
    comment: 'Ý kiến khác',
    save: 'Lưu phiếu',
    saved: 'Đã lưu trên máy.',
    leave: 'Để sau',
    needHamlet: 'Chọn thôn.',
    needHousehold: 'Nhập mã hộ đúng quy cách.',
    needConsent: 'Chỉ ghi phiếu khi hộ đã đồng ý.',
    needAnswer: 'Nội dung này phải có trả lời.',
    twice: 'Máy này đã có phiếu của hộ này. Bấm Lưu phiếu lần nữa nếu vẫn muốn lưu.',
    notWritten: 'Máy không lưu được phiếu. Hãy giải phóng bộ nhớ rồi lưu lại.',
    receiptWaiting: 'Chưa gửi.',
    receiptAccepted: 'Đã nhận và được tính.',
    receiptDuplicate: 'Đã nhận từ trước, không tính hai lần.',
    receiptLater: 'Chưa nhận; phiếu vẫn ở trên máy và sẽ được gửi lại.',
    receiptRefused: 'Không nhận. Hãy sửa rồi gửi lại.',
    savedAt: 'Lưu lúc {time}',
    amend: 'Sửa thành phiếu mới',
    remove: 'Xóa phiếu này',
    removeSure: 'Bấm lần nữa để xóa hẳn',
    nothing: 'Chưa có phiếu nào.',
  },
  en: {
    app: 'Survey forms',
    otherLanguage: 'Tiếng Việt',
    signInTitle: 'Sign in',
    signInHow: 'Scan the QR code from the Front, or type your access code.',
    token: 'Access code',
    signIn: 'Sign in',
    signOut: 'Sign out',
    signedInAs: 'Account: {name}',
    badToken: 'The access code is wrong or has expired.',
    signInAgain: 'The access code is no longer valid. Sign in again; the forms stay on this phone.',
    away: 'The server cannot be reached.',
    surveys: 'Surveys',
    noSurveys: 'No survey is assigned to you yet.',
    window: 'From {from} to {to}',
    covered: '{code}: {responded} of {households} households',
    start: 'New form',
    resume: 'Go on with the form begun',
    refresh: 'Download again',
    refreshed: 'Downloaded; can be used without a network.',
    queue: 'Forms on this phone',
    waiting: 'Not sent yet: {count}',
    kept: 'Kept by the server: {count}',
    refused: 'Refused: {count}',
    sendNow: 'Send now',
    receipts: 'Show receipts',
    back: 'Back',
    idle: 'All forms that are due have been sent.',
    sending: 'Sending…',
    tryAgainIn: 'It is tried again in {seconds} seconds.',
    busy: 'The server is busy.',
    hamlet: 'Hamlet',
    household: 'Household code',
    householdHow: 'Letters, digits, . _ -; no names of people.',
    consent: 'The household has heard this notice and agrees to answer',
    blank: 'Leave blank',
    comment: 'Other opinion',
    save: 'Save the form',
    saved: 'Saved on this phone.',
    leave: 'Later',
    needHamlet: 'Choose the hamlet.',
    needHousehold: 'Enter a well-formed household code.',
    needConsent: 'Take the form only where the household agrees.',
    needAnswer: 'This question must be answered.',
    twice: 'This phone holds a form of this household. Press Save again to save all the same.',
    notWritten: 'The phone could not save the form. Free some memory and save again.',
    receiptWaiting: 'Not sent yet.',
    receiptAccepted: 'Received and counted.',
    receiptDuplicate: 'Received before; not counted twice.',
    receiptLater: 'Not taken yet; the form stays here and is sent again.',
    receiptRefused: 'Not taken. Put it right and send it again.',
    savedAt: 'Saved at {time}',
    amend: 'Put right as a new form',
    remove: 'Delete this form',
    removeSure: 'Press again to delete it for good',
    nothing: 'There is no form yet.',
  },
};

let language = 'vi';

export const present = () => language;

/** Chooses the language of the page, its words and its dates. */
export function choose(chosen) {
  language = chosen === 'en' ? 'en' : 'vi';
  document.documentElement.lang = language;
  document.title = word('app');
}

/** A text of the app, its `{places}` filled. */
export function word(key, places = {}) {
  const text = WORDS[language][key];
  if (text === undefined) throw new Error(`no word for ${key}`);
  return text.replace(/\{(\w+)\}/g, (_, name) => places[name] ?? '');
}

/** What a survey says, of `labelVi` and `labelEn` and the like. */
export const spoken = (thing, field) => thing[`${field}${language === 'vi' ? 'Vi' : 'En'}`];

export const moment = (text) =>
  new Date(text).toLocaleString(language === 'vi' ? 'vi-VN' : 'en-GB', {
    timeZone: 'Asia/Ho_Chi_Minh',
    dateStyle: 'short',
    timeStyle: 'short',
  });
